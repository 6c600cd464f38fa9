"""What members may do, worked out as Discord documents it."""

import pytest

from bot.sandbox import Channel, Guild, Permission, Person, Role, Sandbox

SEND, SEE, EMBED = Permission.SEND_MESSAGES, Permission.VIEW_CHANNEL, Permission.EMBED_LINKS


@pytest.fixture
def teacher(guild: Guild, ada: Person) -> Role:
    role = guild.role("Teacher")
    guild.give(ada, role)
    return role


def test_roles_add_up(guild: Guild, ada: Person, teacher: Role) -> None:
    assert Permission.MANAGE_GUILD not in guild.permissions(ada)
    guild.edit_role(teacher, permissions=Permission.MANAGE_GUILD)
    assert Permission.MANAGE_GUILD | SEND in guild.permissions(ada)
    guild.take(ada, teacher)
    assert Permission.MANAGE_GUILD not in guild.permissions(ada)


def test_a_role_allows_what_everyone_is_denied_and_a_member_overwrite_has_the_last_word(
    guild: Guild, study: Channel, ada: Person, teacher: Role
) -> None:
    guild.overwrite(study, guild.everyone, deny=SEND)
    assert SEND not in guild.permissions(ada, study)
    guild.overwrite(study, teacher, allow=SEND)
    assert SEND in guild.permissions(ada, study)
    guild.overwrite(study, ada, deny=SEND)
    assert SEND not in guild.permissions(ada, study)


def test_among_roles_what_one_allows_beats_what_another_denies(
    guild: Guild, study: Channel, ada: Person, teacher: Role
) -> None:
    other = guild.role("Muted")
    guild.give(ada, other)
    guild.overwrite(study, other, deny=SEND)
    guild.overwrite(study, teacher, allow=SEND)
    assert SEND in guild.permissions(ada, study)


def test_who_does_not_see_a_channel_may_do_nothing_there(guild: Guild, study: Channel, ada: Person) -> None:
    guild.overwrite(study, guild.everyone, deny=SEE)
    assert guild.permissions(ada, study) == Permission(0)


def test_who_may_not_write_may_not_embed_either(guild: Guild, study: Channel, ada: Person) -> None:
    guild.overwrite(study, guild.everyone, deny=SEND)
    assert EMBED not in guild.permissions(ada, study)
    assert SEE in guild.permissions(ada, study)


def test_administrators_and_the_owner_may_do_everything_everywhere(
    guild: Guild, study: Channel, ada: Person, teacher: Role
) -> None:
    guild.overwrite(study, guild.everyone, deny=SEE | SEND)
    guild.edit_role(teacher, permissions=Permission.ADMINISTRATOR)
    for user in (ada, guild.owner):
        assert SEE | SEND | Permission.MANAGE_GUILD in guild.permissions(user, study)
        assert Permission.MANAGE_GUILD in guild.permissions(user)


def test_a_stranger_may_do_nothing(sandbox: Sandbox, guild: Guild, study: Channel) -> None:
    stranger = sandbox.person("cora")
    assert guild.permissions(stranger) == guild.permissions(stranger, study) == Permission(0)


def test_a_manager_has_manage_server(sandbox: Sandbox, guild: Guild) -> None:
    managers = [sandbox.person(name, guild=guild, manager=True) for name in ("cora", "dan")]
    assert all(Permission.MANAGE_GUILD in guild.permissions(one) for one in managers)
    assert len([role for role in guild.roles.values() if role.name == "Managers"]) == 1


def test_the_bot_has_what_it_was_invited_with(sandbox: Sandbox) -> None:
    guild = sandbox.guild("New", bot=False)
    guild.invite_bot(Permission.MANAGE_MESSAGES)
    assert Permission.MANAGE_MESSAGES in guild.permissions(sandbox.world.bot)
    guild.remove_bot()
    assert guild.permissions(sandbox.world.bot) == Permission(0)
    assert len(guild.roles) == 1


def test_a_role_that_is_deleted_gives_nothing(guild: Guild, ada: Person, teacher: Role) -> None:
    guild.edit_role(teacher, permissions=Permission.MANAGE_GUILD)
    guild.delete_role(teacher)
    assert Permission.MANAGE_GUILD not in guild.permissions(ada)


def test_threads_go_with_their_channel(guild: Guild, study: Channel, sandbox: Sandbox) -> None:
    thread = guild.thread(study, "questions")
    guild.delete(study)
    assert {study.id, thread.id}.isdisjoint(sandbox.world.channels)


def test_a_thread_is_started_as_a_thread(guild: Guild) -> None:
    with pytest.raises(ValueError, match="start with `thread`"):
        guild.channel("questions", type=11)
