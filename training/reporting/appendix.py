"""Appendices: pages that begin with a text of their own and end with what a program writes."""


def own_text(page: str, author: str) -> str:
    """What `page`, a text, says before that which `author`, a command, wrote."""
    return page.partition(_mark(author))[0].rstrip()


def with_appendix(page: str, author: str, *parts: str) -> str:
    """The page's own text and then `parts`, in place of what `author` wrote before."""
    return "\n\n".join([own_text(page, author), _mark(author), *parts])


def _mark(author):
    return f"<!-- From here on written by `{author}`. -->"
