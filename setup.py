from pathlib import Path

from setuptools import find_packages, setup

TENSORFLOW = "tensorflow>=2.21,<2.22"
SVG = ["resvg-py>=0.5,<0.6"]
MUSIC = ["music21>=10,<11"]
VIDEO = ["av>=14,<19"]
HUB = ["datasets>=4,<6"]
AUDIO = ["soundfile>=0.13,<1"]
MIDI = ["mido>=1.3,<2"]
RAY = ["ray[train]>=2.60,<3"]
SERVING_API = ["tensorflow-serving-api>=2.21,<2.22"]
GRAMMARS = ["tree-sitter>=0.25,<1", "tree-sitter-kotlin>=1.1,<2", "tree-sitter-swift>=0.7,<1"]
FUZZER = ["atheris>=3,<4"]
DOCS = ["mkdocs>=1.6,<2", "mkdocs-material>=9.6,<10", "mkdocstrings-python>=2,<3"]
LINT = ["ruff>=0.15,<0.18", "mypy>=2.1,<3"]
PACKAGING = ["build>=1.2,<2", "setuptools>=65", "wheel"]
TEST = [
    "pytest>=8",
    "hypothesis>=6.100,<7",
    "pytest-timeout>=2.3",
    "pytest-xdist>=3.6",
    "selenium>=4.30,<5",
    *SVG,
    *MUSIC,
    *VIDEO,
    *HUB,
    *MIDI,
    *AUDIO,
    *SERVING_API,
    *GRAMMARS,
    *PACKAGING,
]

ROOTS = {"tfgan_suite": "tfgan_suite", "tfgan_suite.training": "training", "tfgan_suite.export": "export"}


def packages_of(root: str, place: str) -> list:
    """The package `root` that lies in the folder `place`, with all that is below it."""
    found = [f"{root}.{name}" for name in find_packages(place)]
    return [root, *(name for name in found if root != "tfgan_suite" or not name.startswith(tuple(ROOTS)[1:]))]


setup(
    name="tfgan_suite",
    version="0.1.0",
    description="Generative adversarial networks behind one Keras API, from model.fit to a phone",
    long_description=Path("README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    license="Apache-2.0",
    python_requires=">=3.11",
    package_dir=ROOTS,
    packages=[name for root, place in ROOTS.items() for name in packages_of(root, place)],
    package_data={
        "tfgan_suite": ["py.typed"],
        "tfgan_suite.export": ["page/*", "page/app/*"],
        "tfgan_suite.export.clients": ["templates/*"],
        "tfgan_suite.training.comparison": ["*.html", "*.md"],
        "tfgan_suite.training.reporting": ["*.html", "*.md"],
    },
    install_requires=[
        TENSORFLOW,
        "keras>=3.15,<3.16",
        "tensorflow-datasets>=4.9.10,<5",
        "importlib_resources>=6",  # tensorflow-datasets imports it without declaring it
        "ai-edge-litert>=2.3,<3",
        "numpy>=2,<3",
        "scipy>=1.14",
        "pillow>=11",
        "tqdm>=4.66,<5",
        "matplotlib>=3.9,<4",
        "tensorboard>=2.20,<3",
        "jsonargparse[signatures]>=4.50,<5",
        "docstring-parser>=0.16,<1",
        "jinja2>=3.1,<4",
        "markdown-it-py>=4,<5",
        "lazy-loader>=0.4,<1",
        "platformdirs>=4",
    ],
    extras_require={
        "cuda": [TENSORFLOW.replace("tensorflow", "tensorflow[and-cuda]", 1)],
        "svg": SVG,
        "music": MUSIC,
        "video": VIDEO,
        "hub": HUB,
        "midi": MIDI,
        "audio": AUDIO,
        "ray": RAY,
        "cluster": [*RAY, "kubeflow-training>=1.9,<2", "pytest>=8"],
        "serving": ["mlserver>=1.7.1,<1.8", "openvino>=2026.4,<2027", "pytest>=8", *SERVING_API],
        "docs": DOCS,
        "fuzz": FUZZER,
        "test": TEST,
        "dev": [*TEST, *FUZZER, *LINT, *DOCS, "pre-commit>=4,<5"],
    },
    entry_points={"console_scripts": ["tfgan=tfgan_suite.training.commands.main:main"]},
)
