"""/help and the privacy page that its button opens."""

from bot.sandbox import Channel, Guild, Person
from tests.conftest import Recall, shown
from tests.views.test_privacy import written

PRIVATE = True


async def test_the_button_opens_the_privacy_page_for_oneself_and_nothing_else(
    recall: Recall, ada: Person, ben: Person, study: Channel, guild: Guild
) -> None:
    for channel in (study, ada.direct()):
        page = shown(await ada.use(channel, "help"))
        opened = await ada.click(page, "Privacy")
        assert opened.ephemeral is PRIVATE
        assert shown(opened) is not page
        assert " ".join(shown(opened).text.split()) == " ".join(written().split())
        assert (shown(opened).buttons, shown(opened).attachments, opened.followups) == ([], [], [])
    assert ben.sees(study) == []
    for custom_id in ("help", "help:", "help:all", "privacy"):
        refused = await ada.forge(custom_id, channel=study)
        assert refused.ephemeral is PRIVATE
        assert "no longer in use" in shown(refused).text
