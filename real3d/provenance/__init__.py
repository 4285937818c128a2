"""How a result says that it is synthetic: to eyes, to programs, and to those who ask later.

Three layers, from the plainest to the strongest: a badge in the picture, tags in the container,
and a signed C2PA manifest. Each survives what another does not (a screenshot keeps the badge, a
copy keeps the tags and the manifest); none of them stops somebody who wants to remove it.
"""
