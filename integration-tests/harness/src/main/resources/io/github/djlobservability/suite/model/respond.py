"""Takes any body, and responds with what the file holds that the header x-respond-with names, of the
content type in the file beside it that ends with .type. The stand-in's handler does the same.
"""

import os

from djl_python import Input, Output


def handle(inputs: Input):
    if inputs.is_empty():  # the server asks once before the first request
        return None
    path = inputs.get_property("x-respond-with")
    output = Output()
    if os.path.exists(path + ".type"):
        with open(path + ".type") as content_type:
            output.add_property("content-type", content_type.read())
    with open(path, "rb") as body:
        output.add(body.read())
    return output
