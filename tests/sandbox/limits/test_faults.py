"""The body of a refusal, as Discord writes it."""

from bot.sandbox.limits import Fault, check_message, error_body


def test_faults_nest_by_their_path_and_share_a_place() -> None:
    faults = [
        Fault(("embeds", 0, "title"), "A", "first"),
        Fault(("embeds", 0, "title"), "B", "second"),
        Fault(("embeds",), "C", "third"),
    ]
    assert error_body(faults) == {
        "message": "Invalid Form Body",
        "code": 50035,
        "errors": {
            "embeds": {
                "0": {"title": {"_errors": [{"code": "A", "message": "first"}, {"code": "B", "message": "second"}]}},
                "_errors": [{"code": "C", "message": "third"}],
            }
        },
    }


def test_an_empty_message_answers_with_its_own_number() -> None:
    body = error_body(check_message({}, interaction=False))
    assert body == {"message": "Cannot send an empty message", "code": 50006}


def test_a_fault_of_the_whole_payload_stands_at_the_top() -> None:
    body = error_body(check_message([], interaction=False))
    assert body["errors"]["_errors"][0]["code"] == "MODEL_TYPE_CONVERT"


def test_a_fault_of_a_field_comes_before_the_empty_message() -> None:
    body = error_body(check_message({"flags": 1 << 15, "content": "hi"}, interaction=False))
    assert (body["code"], list(body["errors"])) == (50035, ["content"])
