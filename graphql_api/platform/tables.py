"""Tables every module relies on: tokens, the audit trail, the outbox of events, days to come, and working days."""

from tortoise import Model, fields

from graphql_api.platform.fields import KeyField


class AccessTokenRow(Model):
    """A bearer token, kept as the SHA-256 of its secret."""

    id = KeyField(primary_key=True)
    digest = fields.CharField(max_length=64, unique=True)
    label = fields.CharField(max_length=200)
    role = fields.CharField(max_length=40)
    scope_id = KeyField()
    person_id = KeyField(null=True)
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    revoked_at = fields.DatetimeField(null=True)

    class Meta:
        table = "platform_access_token"


class AuditEntryRow(Model):
    """Who did which act when, on what, with which input."""

    id = KeyField(primary_key=True)
    at = fields.DatetimeField(db_index=True)
    token_id = KeyField(null=True)
    role = fields.CharField(max_length=40)
    person_id = KeyField(null=True)
    act = fields.CharField(max_length=100)
    subject = fields.CharField(max_length=100, db_index=True)
    detail: fields.Field[dict[str, object]] = fields.JSONField()

    class Meta:
        table = "platform_audit_entry"


class EventRow(Model):
    """A domain event, written in the transaction of the act that caused it."""

    id = KeyField(primary_key=True)
    entry_id = KeyField(db_index=True)
    name = fields.CharField(max_length=100)
    effective_on = fields.DateField()
    payload: fields.Field[dict[str, object]] = fields.JSONField()
    recorded_at = fields.DatetimeField()

    class Meta:
        table = "platform_event"


class DeliveryRow(Model):
    """One listener's copy of an event: pending until the listener has taken it."""

    id = KeyField(primary_key=True)
    event_id = KeyField()
    listener = fields.CharField(max_length=200)
    attempts = fields.IntField(default=0)
    due_at = fields.DatetimeField()
    delivered_at = fields.DatetimeField(null=True)
    fault = fields.TextField(null=True)

    class Meta:
        table = "platform_delivery"
        indexes = (("delivered_at", "due_at"),)


class ComingDayRow(Model):
    """A day to come that an event speaks of: its first, or the one from which it is not so any more."""

    id = KeyField(primary_key=True)
    event_id = KeyField()
    moment = fields.CharField(max_length=10)
    on = fields.DateField()
    told_at = fields.DatetimeField(null=True)

    class Meta:
        table = "platform_coming_day"
        indexes = (("told_at", "on"),)


class LeaseRow(Model):
    """Which worker has taken on a task that one alone does at a time, and until when."""

    task = fields.CharField(max_length=40, primary_key=True)
    holder = KeyField()
    until = fields.DatetimeField()

    class Meta:
        table = "platform_lease"


class WorkingDayRow(Model):
    """A day of which the town says whether it is worked, whatever the national calendar says."""

    on = fields.DateField(primary_key=True)
    working = fields.BooleanField()
    reason = fields.CharField(max_length=200)
    set_by = KeyField(null=True)
    entry_id = KeyField()
    recorded_at = fields.DatetimeField()

    class Meta:
        table = "platform_working_day"
