"""What Discord's REST API answers when it refuses."""

from collections.abc import Sequence
from enum import Enum

from bot.sandbox.limits import Fault, error_body
from bot.sandbox.wire import Json


class Code(Enum):
    """Discord's error codes with the HTTP status and the text that go with each."""

    UNAUTHORIZED = (401, 0, "401: Unauthorized")
    NOT_FOUND = (404, 0, "404: Not Found")
    METHOD_NOT_ALLOWED = (405, 0, "405: Method Not Allowed")
    UNKNOWN_CHANNEL = (404, 10003, "Unknown Channel")
    UNKNOWN_GUILD = (404, 10004, "Unknown Guild")
    UNKNOWN_MEMBER = (404, 10007, "Unknown Member")
    UNKNOWN_MESSAGE = (404, 10008, "Unknown Message")
    UNKNOWN_USER = (404, 10013, "Unknown User")
    UNKNOWN_WEBHOOK = (404, 10015, "Unknown Webhook")
    UNKNOWN_INTERACTION = (404, 10062, "Unknown interaction")
    UNKNOWN_COMMAND = (404, 10063, "Unknown application command")
    WRONG_APPLICATION = (403, 20012, "You are not authorized to perform this action on this application")
    TOO_MANY_COMMAND_CREATES = (
        429,
        30034,
        "Max number of daily application command creates has been reached (200)",
    )
    ALREADY_CROSSPOSTED = (400, 40033, "This message has already been crossposted.")
    ALREADY_ACKNOWLEDGED = (400, 40060, "Interaction has already been acknowledged.")
    TOO_MANY_FOLLOW_UPS = (400, 40094, "This interaction has reached the limit of follow-up messages.")
    MISSING_ACCESS = (403, 50001, "Missing Access")
    NOT_YOUR_MESSAGE = (403, 50005, "Cannot edit a message authored by another user")
    NO_TEXT_CHANNEL = (400, 50008, "Cannot send messages in a non-text channel")
    MISSING_PERMISSIONS = (403, 50013, "Missing Permissions")
    WRONG_CHANNEL_TYPE = (400, 50024, "Cannot execute action on this channel type")
    INVALID_WEBHOOK_TOKEN = (401, 50027, "Invalid Webhook Token")
    INVALID_BODY = (400, 50035, "Invalid Form Body")
    ARCHIVED_THREAD = (400, 50083, "Thread is archived")
    INVALID_JSON = (400, 50109, "The request body contains invalid JSON.")
    ALREADY_HAS_THREAD = (400, 160004, "A thread has already been created for this message")

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.value[0]


class ApiError(Exception):
    """A request is refused with a status and a body, as Discord would."""

    def __init__(self, status: int, body: Json) -> None:
        super().__init__(f"{status} {body.get('code')}: {body.get('message')}")
        self.status = status
        self.body = body


def refuse(code: Code) -> ApiError:
    """Return the error to raise for one of Discord's codes."""
    status, number, message = code.value
    return ApiError(status, {"message": message, "code": number})


def require(faults: Sequence[Fault]) -> None:
    """Refuse a body that has faults."""
    if faults:
        raise ApiError(Code.INVALID_BODY.status, error_body(faults))


def invalid(field: str, code: str, message: str) -> ApiError:
    """Return the error to raise for one field of a body that is no matter of limits."""
    return ApiError(Code.INVALID_BODY.status, error_body([Fault((field,), code, message)]))
