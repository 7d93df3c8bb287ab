"""Warm-up requests, which TensorFlow Serving answers to itself when it loads a version.

They are a file of TFRecords, each a `PredictionLog` of tensorflow/serving (`apis/prediction_log.proto`). Of that only
these fields are needed, written here as the wire format has them, so that exporting needs no further package:

    PredictionLog.predict_log = 6, PredictLog.request = 1,
    PredictRequest.model_spec = 1, .inputs = 2 (a map: key = 1, value = 2),
    ModelSpec.name = 1, .signature_name = 3
"""

from collections.abc import Iterable
from pathlib import Path

import tensorflow as tf

from tfgan_suite.aliases import Arrays

PLACE = Path("assets.extra", "tf_serving_warmup_requests")
BATCH_SIZES = (1, 4)


def write_warm_up(version: Path, requests: Iterable[tuple[str, Arrays]], name: str) -> None:
    """Writes requests into the directory of a version.

    Args:
        version: the SavedModel's directory.
        requests: key of a served function and its named inputs.
        name: of the model.
    """
    file = version / PLACE
    file.parent.mkdir(exist_ok=True)
    with tf.io.TFRecordWriter(str(file)) as records:
        for key, inputs in requests:
            records.write(_predict_log(name, key, inputs))


def _predict_log(name, key, inputs):
    model = _field(1, name.encode()) + _field(3, key.encode())
    tensors = {k: tf.make_tensor_proto(v).SerializeToString() for k, v in inputs.items()}
    entries = [_field(2, _field(1, k.encode()) + _field(2, tensor)) for k, tensor in tensors.items()]
    return _field(6, _field(1, _field(1, model) + b"".join(entries)))


def _field(number, content):
    """A length-delimited field: text, bytes or a message."""
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(value):
    high = value >> 7
    return bytes([value & 127 | 128]) + _varint(high) if high else bytes([value])
