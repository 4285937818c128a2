"""Tags in the container: that a result is synthetic, and how it was made.

The mark is the term of IPTC's vocabulary for the origin of media, which C2PA, XMP and the large
platforms read: https://cv.iptc.org/newscodes/digitalsourcetype/. Tags do not survive every
conversion; they tell honest readers, they do not stop dishonest ones.
"""

from __future__ import annotations

# A real photograph (and often a real voice) is the material; trained networks decide how it
# moves and programs draw what it does not show: a composite, not a picture made by a model from
# nothing, which would be "trainedAlgorithmicMedia".
DIGITAL_SOURCE_TYPE = (
    "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
)

SENTENCE = (
    "Synthetic media: a photograph animated by a program. "
    "Nobody said or did this in front of a camera."
)

VOICE_SENTENCE = "The voice is synthetic too: {voice}."

FINGERPRINT_TAG = "real3d_job"
"""The tag in which a job's caller leaves what it knows the result by."""

SYNTHETIC_XMP = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description'
    ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" rdf:about=""'
    f' Iptc4xmpExt:DigitalSourceType="{DIGITAL_SOURCE_TYPE}">'
    f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{SENTENCE}</rdf:li></rdf:Alt>'
    "</dc:description></rdf:Description></rdf:RDF></x:xmpmeta>"
    '<?xpacket end="r"?>'
)
"""The same mark for pictures, which have no tags: an XMP packet, as programs for photos read it."""

SYNTHETIC_SOURCE_TYPES = frozenset(
    "http://cv.iptc.org/newscodes/digitalsourcetype/" + term
    for term in (
        "algorithmicMedia",
        "compositeSynthetic",
        "compositeWithTrainedAlgorithmicMedia",
        "trainedAlgorithmicMedia",
    )
)
"""The terms of the vocabulary that mean “this did not happen in front of a camera”."""


def container_tags(recipe: str, voice: str = "") -> dict[str, str]:
    """Tags for the video's container: for people, for platforms, and to make it again.

    Args:
        recipe: JSON that tells how the video was made.
        voice: which synthetic voice speaks; empty for a recorded one.
    """
    return {
        "comment": f"{SENTENCE} {VOICE_SENTENCE.format(voice=voice)}" if voice else SENTENCE,
        "DigitalSourceType": DIGITAL_SOURCE_TYPE,
        "real3d": recipe,
    }
