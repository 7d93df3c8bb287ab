"""How images are scored that were made of captions."""

from typing import Any

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.data import to_uint8
from tfgan_suite.data.tasks.captioned_fashion import shown
from tfgan_suite.metrics import distinct, fashion_classifier, label_accuracy
from tfgan_suite.training.protocols.image_scores import IMAGE_SCORES
from tfgan_suite.training.protocols.images import SAMPLING_SEED, ImageProtocol, compared, unreadable
from tfgan_suite.training.protocols.judging import LEFT_OUT
from tfgan_suite.training.scoring.score import Score


class CaptionProtocol(ImageProtocol):
    """Whether images show what the captions of held-out examples say."""

    scores: tuple[Score, ...] = (
        Score(
            "all",
            "caption matching",
            best="real/all",
            unskilled="by_chance/all",
            fair=0.6,
            bad=0.9,
            says="{value:.0%} of the images show what their caption says (real {best:.0%}, chance {unskilled:.0%})",
            compared=True,
        ),
        *IMAGE_SCORES,
    )
    ranks_by = ("all", "fid")
    name = "caption matching"
    known = "captioned_fashion"
    unread = "whether images show what their captions say"

    def reads(self, data: Any) -> tuple[tuple[str, ...], ...]:
        return () if data.test.known_as == self.known else (("image",),)

    def obstacle(self, data: Any) -> str:
        """Pictures of a user that features make nothing of."""
        return "" if data.test.known_as == self.known else unreadable(data)

    def measure(self, products: Any, data: Any, n: int, features: Any = None) -> dict[str, Any]:
        """For the suite's own set, what `matching` reads in images beside what their captions say; under "real" the
        same of the held-out images themselves, under "by_chance" of generated ones with the next one's caption. For
        other data, where nothing reads what a caption says, the report of `evaluate_images` by the features that suit
        them."""
        test = data.test.take(slice(n))
        samples = products["generator"](*self.latents(products.game, test))
        if data.test.known_as == self.known and features is None:
            images = to_uint8(samples)
            return {
                "protocol": self.name,
                "n": n,
                **self.matching(images, test),
                "by_chance": self.matching(np.roll(images, 1, axis=0), test),
                "real": self.matching(test["image"], test),
                "distinct": distinct(images),
                "distinct_real": distinct(test["image"]),
            }
        left_out = f"{self.unread}: nothing here reads that in {data.test.name}"
        return {**compared(data, samples, n, features, field="image"), LEFT_OUT: [left_out]}

    def latents(self, game: Any, test: Any) -> tuple[Any, ...]:
        """What the generator makes images of held-out examples' captions of."""
        return game.latents_for(test["caption"], seed=SAMPLING_SEED)

    def matching(self, images: Array, said: Any) -> dict[str, float]:
        """What images show, beside what the examples at their place say; see `matching`."""
        return matching(images, said)


caption_protocol = CaptionProtocol()


def matching(images: Array, said: Any) -> dict[str, float]:
    """Shares of images uint8 [n, 32, 32, 1] that show what the examples of captioned_fashion at their place say."""
    articles, shades, quadrants = shown(images)
    probabilities = fashion_classifier().probabilities(articles)
    right = {
        "shade": shades == said["shade"],
        "quadrant": quadrants == said["quadrant"],
        "all": (probabilities.argmax(1) == said["label"]) & (shades == said["shade"]) & (quadrants == said["quadrant"]),
    }
    rates = {name: float(np.mean(hits)) for name, hits in right.items()}
    return {"label": label_accuracy(probabilities, said["label"]), **rates}
