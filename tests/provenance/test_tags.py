from real3d.provenance.tags import (
    DIGITAL_SOURCE_TYPE,
    SENTENCE,
    SYNTHETIC_SOURCE_TYPES,
    container_tags,
)


def test_a_result_is_tagged_as_synthetic_for_programs_and_for_people():
    tags = container_tags("{}")
    assert tags["DigitalSourceType"] == DIGITAL_SOURCE_TYPE
    assert DIGITAL_SOURCE_TYPE in SYNTHETIC_SOURCE_TYPES
    assert "Synthetic" in tags["comment"]


def test_a_synthetic_voice_is_named_after_what_the_picture_says():
    comment = container_tags("{}", "heart of Kokoro-82M")["comment"]
    assert comment.startswith(SENTENCE)
    assert comment.endswith("The voice is synthetic too: heart of Kokoro-82M.")


def test_the_recipe_travels_with_the_result():
    assert container_tags('{"seed": 7}')["real3d"] == '{"seed": 7}'
