"""What a document asks of a type: fragments spread, fields of one key merged, `@skip` and `@include` obeyed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graphql import (
    BooleanValueNode,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
)

_DECIDES = {"skip": False, "include": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One operation of a valid document, with the fragments it may spread.

    Attributes:
        schema: what it was validated against.
        document: all of it.
        node: the operation.
        fragments: by name.
        flags: the variables that decide what is asked, through `@skip` and `@include`.
    """

    schema: GraphQLSchema
    document: DocumentNode
    node: OperationDefinitionNode
    fragments: Mapping[str, FragmentDefinitionNode]
    flags: tuple[str, ...]

    @classmethod
    def of(cls, schema: GraphQLSchema, document: DocumentNode, name: str | None) -> "Operation | None":
        """The operation of that name; the only one where no name is given; None where there is no such one."""
        operations = [one for one in document.definitions if isinstance(one, OperationDefinitionNode)]
        chosen = [one for one in operations if name is None or (one.name is not None and one.name.value == name)]
        if len(chosen) != 1:
            return None
        fragments = {one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)}
        flags = sorted(set(_flags(chosen[0].selection_set, fragments, set())))
        return cls(schema=schema, document=document, node=chosen[0], fragments=fragments, flags=tuple(flags))

    def root_fields(self, given: Mapping[str, bool]) -> dict[str, list[FieldNode]]:
        """The fields asked of the root, by their key in the answer and in its order."""
        kind = self.schema.query_type
        assert kind is not None  # noqa: S101 -- every schema has one
        return self.asked(kind, [self.node.selection_set], given)

    def asked(
        self, kind: GraphQLObjectType, sets: Sequence[SelectionSetNode], given: Mapping[str, bool]
    ) -> dict[str, list[FieldNode]]:
        """The fields asked of an object, by their key in the answer and in its order.

        Args:
            kind: the object's type.
            sets: the selection sets that apply to it.
            given: the values of the flags.
        """
        found: dict[str, list[FieldNode]] = {}

        def collect(selections: Iterable[SelectionNode]) -> None:
            for one in selections:
                if not _wanted(one.directives, given):
                    continue
                if isinstance(one, FieldNode):
                    found.setdefault((one.alias or one.name).value, []).append(one)
                elif isinstance(one, InlineFragmentNode):
                    if one.type_condition is None or self._applies(one.type_condition.name.value, kind):
                        collect(one.selection_set.selections)
                elif isinstance(one, FragmentSpreadNode):
                    fragment = self.fragments[one.name.value]
                    if one.name.value not in spread and self._applies(fragment.type_condition.name.value, kind):
                        spread.add(one.name.value)
                        collect(fragment.selection_set.selections)

        spread: set[str] = set()
        for selections in sets:
            collect(selections.selections)
        return found

    def _applies(self, condition: str, kind: GraphQLObjectType) -> bool:
        other = self.schema.type_map[condition]
        return other is kind or (
            not isinstance(other, GraphQLObjectType) and self.schema.is_sub_type(other, kind)  # type: ignore[arg-type]
        )


def _wanted(directives: Sequence[DirectiveNode] | None, given: Mapping[str, bool]) -> bool:
    for one in directives or ():
        kept = _DECIDES.get(one.name.value)
        if kept is None:
            continue
        value = _condition(one)
        decided = given[value.name.value] if isinstance(value, VariableNode) else _truth(value)
        if decided is not kept:
            return False
    return True


def _condition(directive: DirectiveNode) -> object:
    """What `@skip` or `@include` asks for; None for any other directive."""
    return directive.arguments[0].value if directive.name.value in _DECIDES and directive.arguments else None


def _truth(value: object) -> bool:
    return isinstance(value, BooleanValueNode) and value.value


def _flags(
    selections: SelectionSetNode | None, fragments: Mapping[str, FragmentDefinitionNode], known: set[str]
) -> Iterable[str]:
    for one in selections.selections if selections else ():
        for directive in one.directives or ():
            value = _condition(directive)
            if isinstance(value, VariableNode):
                yield value.name.value
        if isinstance(one, FragmentSpreadNode):
            if one.name.value not in known:
                known.add(one.name.value)
                yield from _flags(fragments[one.name.value].selection_set, fragments, known)
        else:
            yield from _flags(getattr(one, "selection_set", None), fragments, known)
