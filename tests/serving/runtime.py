"""TensorFlow's C++ loader behind MLServer, a server of the KServe v2 protocol."""

import asyncio
import sys

from mlserver import MLModel
from mlserver.codecs import NumpyCodec
from mlserver.types import InferenceResponse

from tests.export.native import Session


class Native(MLModel):
    """A SavedModel; `parameters.uri` is the directory of a version, `parameters.extra` its tensors by name."""

    async def load(self):
        self.tensors = self.settings.parameters.extra
        self.session = Session(self.settings.parameters.uri)
        assert "tensorflow" not in sys.modules
        return True

    async def predict(self, payload):
        fed = {self.tensors["inputs"][i.name]: NumpyCodec.decode_input(i) for i in payload.inputs}
        answers = await asyncio.to_thread(self.session.run, fed, list(self.tensors["outputs"].values()))
        outputs = [NumpyCodec.encode_output(n, v) for n, v in zip(self.tensors["outputs"], answers, strict=True)]
        return InferenceResponse(model_name=self.name, outputs=outputs)
