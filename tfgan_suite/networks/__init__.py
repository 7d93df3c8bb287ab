"""Builders of networks: lower-case functions that return built Keras models."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "captioned": ["text_discriminator", "text_generator"],
        "capsule": ["capsule_discriminator"],
        "classifiers": ["domain_classifier", "feature_classifier"],
        "autoencoders": ["coding_autoencoder", "decoder_generator", "image_autoencoder"],
        "coded": ["coded_generator", "reading_discriminator"],
        "conditional": ["concat_discriminator", "conditional_generator", "projection_discriminator"],
        "convolutional": ["discriminator", "generator"],
        "crowds": ["image_crowd", "one_of", "point_crowd", "source_discriminator"],
        "dense": ["mlp", "orthogonal_dense", "point_discriminator", "point_generator"],
        "encoders": ["encoder", "two_code_decoder"],
        "growing": ["growing_critic", "growing_generator"],
        "heads": ["coupled_discriminators", "coupled_generators"],
        "maxout": ["dense_generator", "maxout_discriminator"],
        "multiscale": ["multiscale_critic"],
        "norms": ["batch_norm", "image_norm", "instance_norm", "layer_norm", "no_norm"],
        "patches": ["patch_discriminator"],
        "policies": ["complete", "log_probabilities", "token_policy"],
        "token_discriminators": ["token_discriminator"],
        "style_based": ["style_mapping", "style_synthesis"],
        "translators": ["resnet_translator"],
        "unet": ["unet_generator", "unet_segmenter"],
        "video": ["frame_discriminator", "moved", "redrawn", "video_discriminator", "video_generator"],
        "variational": ["feature_discriminator", "variational_encoder"],
        "virtual": ["virtual_generator"],
        "writing": ["sequence_writer"],
    },
)
