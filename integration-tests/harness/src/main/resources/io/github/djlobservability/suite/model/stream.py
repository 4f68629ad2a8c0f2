"""Streams tokens, as the stand-in's handler of the same commands does.

JSON body: n, how many; delay_ms before each; fail_at, the token instead of which it fails; raise, to
fail at once; die, to end the process; sleep_ms, to wait before. With messages the tokens are server-sent events of a chat completion; usage begins it
with a role and ends it with a reason and the tokens used; error_at is the token instead of which it
ends with an error in JSON. With stream false the answer is in one piece. With instances there is a
row for each, one with fail an error. A body that isn't JSON is the answer.
"""

import json
import os
import time

from djl_python import Input, Output


def _event(delta, finish_reason=None):
    choice = {"index": 0, "delta": delta, "finish_reason": finish_reason}
    return "data: " + json.dumps({"object": "chat.completion.chunk", "choices": [choice]}) + "\n\n"


def _usage(count):
    return {"prompt_tokens": 3, "completion_tokens": count}


def _tokens(command, chat):
    count = command.get("n", 20)
    if "usage" in command:
        yield _event({"role": "assistant", "content": ""})
    for i in range(count):
        time.sleep(command.get("delay_ms", 20) / 1000)
        if i == command.get("fail_at"):
            raise RuntimeError("requested failure at chunk %d" % i)
        if i == command.get("error_at"):
            yield json.dumps({"code": 424, "error": "requested error"})
            return
        if chat:
            yield _event({"content": " tok%d" % i})
        else:
            yield json.dumps({"i": i, "token": " tok%d" % i}) + "\n"
    if "usage" in command:
        yield _event({}, "stop")
        yield "data: " + json.dumps({"choices": [], "usage": _usage(count)}) + "\n\n"
    if chat:
        yield "data: [DONE]\n\n"


def _completion(count):
    choice = {"index": 0, "message": {"content": "text"}, "finish_reason": "stop"}
    return {"object": "chat.completion", "choices": [choice], "usage": _usage(count)}


def _row(instance):
    fails = isinstance(instance, dict) and "fail" in instance
    return {"code": 424} if fails else {"value": 1}


def handle(inputs: Input):
    if inputs.is_empty():  # the server asks once before the first request
        return None
    content_type = inputs.get_property("Content-Type") or "application/json"
    if not content_type.startswith("application/json"):
        return Output().add(inputs.get_as_bytes("data")).add_property("content-type", content_type)
    command = json.loads(inputs.get_as_string("data"))
    time.sleep(command.get("sleep_ms", 0) / 1000)
    if "die" in command:
        os._exit(1)
    if "raise" in command:
        raise ValueError(command["raise"])
    if "instances" in command:
        return Output().add_as_json([_row(instance) for instance in command["instances"]]).add_property(
            "content-type", "application/json")
    if command.get("stream") is False:
        return Output().add_as_json(_completion(command.get("n", 20))).add_property("content-type", "application/json")
    chat = "messages" in command
    output = Output()
    output.add_property("content-type", "text/event-stream" if chat else "application/jsonlines")
    output.add_stream_content(_tokens(command, chat), output_formatter=None)
    return output
