"""Builders of networks: lower-case functions that return built Keras models."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "text.embeddings": ["bag_of_words"],
        "text.captioned": ["text_discriminator", "text_generator"],
        "images.capsule": ["capsule_discriminator"],
        "images.classifiers": ["domain_classifier", "feature_classifier"],
        "images.autoencoders": ["coding_autoencoder", "decoder_generator", "image_autoencoder"],
        "images.coded": ["coded_generator", "reading_discriminator"],
        "images.conditional": ["concat_discriminator", "conditional_generator", "projection_discriminator"],
        "images.convolutional": ["discriminator", "generator"],
        "images.sources": ["image_generators", "one_of", "point_generators", "source_discriminator"],
        "points.dense": ["mlp", "orthogonal_dense", "point_discriminator", "point_generator"],
        "images.encoders": ["encoder", "two_code_decoder"],
        "images.growing": ["growing_critic", "growing_generator"],
        "images.heads": ["coupled_discriminators", "coupled_generators"],
        "images.maxout": ["dense_generator", "maxout_discriminator"],
        "images.multiscale": ["multiscale_critic"],
        "norms": ["batch_norm", "image_norm", "instance_norm", "layer_norm", "no_norm"],
        "images.patches": ["patch_discriminator"],
        "sequences.policies": ["complete", "log_probabilities", "token_policy"],
        "sequences.token_discriminators": ["token_discriminator"],
        "images.style_based": ["style_mapping", "style_synthesis"],
        "images.translators": ["resnet_translator"],
        "images.unet": ["unet_generator", "unet_segmenter"],
        "video.clips": ["frame_discriminator", "moved", "redrawn", "video_discriminator", "video_generator"],
        "images.variational": ["feature_discriminator", "variational_encoder"],
        "images.virtual": ["virtual_generator"],
        "sequences.writing": ["sequence_writer"],
    },
)
