"""Layers that GANs need and Keras lacks. They know tensors, not the game they are in."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "augmentation": ["AdaptiveAugment", "Augmentation", "DiffAugment"],
        "blur": ["Blur"],
        "boundaries": ["Boundaries"],
        "capsules": ["Capsules"],
        "clips": ["Clips"],
        "batches.conditional_normalization": ["ConditionalNormalization"],
        "weights.equalized": ["EqualizedConv2D", "EqualizedConv2DTranspose", "EqualizedDense", "EqualizedEmbedding"],
        "batches.fused_batch_norm": ["FusedBatchNormalization"],
        "gate": ["Gate"],
        "gradient_penalty": ["GradientPenalty"],
        "gradient_reversal": ["GradientReversal"],
        "batches.history_pool": ["HistoryPool"],
        "image_convolution": ["ImageConv2D", "ImageConv2DTranspose"],
        "keep_all": ["KeepAll"],
        "keypoints": ["KeypointMaps"],
        "placing": ["Cropped", "Placed"],
        "proxies": ["Proxies"],
        "reflection": ["ReflectionPadding2D"],
        "pictures.resampling": ["PixelShuffle"],
        "batches.minibatch_sigma": ["MinibatchSigma"],
        "batches.minibatch_discrimination": ["MinibatchDiscrimination"],
        "moving": ["Backdrop", "Shift"],
        "pixel_norm": ["PixelNorm"],
        "weights.reparameterized": ["Reparameterized", "ReparameterizedEmbeddings"],
        "weights.spectral_normalization": [
            "SpectralConv2D",
            "SpectralConv2DTranspose",
            "SpectralDense",
            "SpectralEmbedding",
            "SpectralNormalized",
        ],
        "style": ["AdaIN", "AddNoise", "Bias", "FixedNoise", "LearnedConstant"],
        "batches.virtual_batch_norm": ["VirtualBatchNormalization", "WithReference", "WithoutReference"],
        "weights.weight_normalization": [
            "WeightNormalizedConv2D",
            "WeightNormalizedConv2DTranspose",
            "WeightNormalizedDense",
        ],
    },
)
