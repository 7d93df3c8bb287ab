"""torch-fidelity's Inception-v3, asked for features line by line; runs in an environment of its own.

python benchmarks/peers/inception.py DIRECTORY [WEIGHTS], then paths of .npy files with uint8 images [n, h, w, 3] on
standard input. Each is answered by a line of JSON: where "features" and "probabilities" are. Without WEIGHTS they are
random, and written in both of PyTorch's formats: DIRECTORY/zip.pth and DIRECTORY/legacy.pth.
"""

import json
import sys
from importlib import import_module
from pathlib import Path
from unittest.mock import MagicMock

import numpy as np
import torch

# It is imported to read images, which is not asked of it here; its builds must match those of torch to the letter.
for name in ("torchvision", "torchvision.datasets", "torchvision.transforms", "torchvision.transforms.functional"):
    sys.modules[name] = MagicMock()

network = import_module("torch_fidelity.feature_extractor_inceptionv3")


def random_weights():
    """A state dict in whose network what is large stays neither large nor small from layer to layer."""
    network.load_state_dict_from_url = lambda *_, **__: {}
    blank = type("Blank", (network.FeatureExtractorInceptionV3,), {"load_state_dict": lambda *_: None})
    torch.manual_seed(0)
    state = blank("blank", ["2048"]).state_dict()
    for name, tensor in state.items():
        if name.endswith(("conv.weight", "fc.weight")):
            tensor.normal_(0, (2 / tensor[0].numel()) ** 0.5)
        elif name.endswith(("bn.weight", "bn.running_var")):
            tensor.uniform_(0.5, 1.5)
        elif tensor.is_floating_point():
            tensor.normal_(0, 0.1)
    return state


directory = Path(sys.argv[1])
weights = Path(sys.argv[2]) if len(sys.argv) > 2 else directory / "zip.pth"
if len(sys.argv) == 2:
    state = random_weights()
    torch.save(state, weights)
    torch.save(state, directory / "legacy.pth", _use_new_zipfile_serialization=False)
extractor = network.FeatureExtractorInceptionV3("inception", ["2048", "logits_unbiased"], str(weights))

print("ready", flush=True)
for line in sys.stdin:
    images = Path(line.strip())
    x = torch.from_numpy(np.load(images)).permute(0, 3, 1, 2)
    with torch.no_grad():
        features, logits = extractor(x)
    np.savez(images.with_suffix(".npz"), features=features, probabilities=torch.softmax(logits, 1))
    print(json.dumps(str(images.with_suffix(".npz"))), flush=True)
