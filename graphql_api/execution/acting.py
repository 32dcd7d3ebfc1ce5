"""Acts: a mutation whose document was read before goes straight to the executor, and its answer is told as data."""

import asyncio
from collections.abc import Mapping
from typing import Any

import orjson
from strawberry.execution import optimized_is_awaitable

from graphql_api.execution.selections import Operation
from graphql_api.platform.answers import told
from graphql_api.platform.context import RequestContext
from graphql_api.platform.errors import TookTooLong
from graphql_api.platform.limits import Limits, long_lists
from graphql_api.platform.schema.build import ExtendedSchema


async def acted(
    operation: Operation,
    variables: Mapping[str, Any],
    context: RequestContext,
    *,
    schema: ExtendedSchema,
    limits: Limits,
) -> bytes | None:
    """The answer of a mutation as JSON; None where nothing was done, because its variables are wrong.

    Raises:
        TookTooLong: it ran longer than an operation may.
    """
    if long_lists(variables, limits):
        return None
    name = operation.node.name
    executor: Any = schema.execution_context_class.build(
        operation.schema,
        operation.document,
        context_value=context,
        raw_variable_values=dict(variables),
        operation_name=name.value if name else None,
        is_awaitable=optimized_is_awaitable,  # type: ignore[arg-type] # a guard by another name
    )
    if isinstance(executor, list):
        return None
    try:
        async with asyncio.timeout(limits.seconds):
            found = executor.execute_operation()
            result = await found if executor.is_awaitable(found) else found
    except TimeoutError:
        context.reader.abandon()
        raise TookTooLong(seconds=limits.seconds) from None
    answer: dict[str, Any] = {"data": result.data}
    if result.errors:
        answer["errors"] = [told(error, context.language) for error in result.errors]
    return orjson.dumps(answer)
