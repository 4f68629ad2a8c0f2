"""Streams tokens, as the stand-in's handler of the same commands does.

JSON body: n, how many; delay_ms before each; fail_at, the token instead of which it fails; raise, to
fail at once. With messages the tokens are server-sent events of a chat completion.
"""

import json
import time

from djl_python import Input, Output


def _tokens(command, chat):
    for i in range(command.get("n", 20)):
        time.sleep(command.get("delay_ms", 20) / 1000)
        if i == command.get("fail_at"):
            raise RuntimeError("requested failure at chunk %d" % i)
        if chat:
            yield "data: " + json.dumps({"choices": [{"index": 0, "delta": {"content": " tok%d" % i}}]}) + "\n\n"
        else:
            yield json.dumps({"i": i, "token": " tok%d" % i}) + "\n"
    if chat:
        yield "data: [DONE]\n\n"


def handle(inputs: Input):
    if inputs.is_empty():  # the server asks once before the first request
        return None
    command = json.loads(inputs.get_as_string("data"))
    if "raise" in command:
        raise ValueError(command["raise"])
    chat = "messages" in command
    output = Output()
    output.add_property("content-type", "text/event-stream" if chat else "application/jsonlines")
    output.add_stream_content(_tokens(command, chat), output_formatter=None)
    return output
