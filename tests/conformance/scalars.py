"""What schemathesis writes where the schema wants one of its scalars: good values, and bad ones."""

import schemathesis
from graphql import NameNode, ObjectFieldNode
from hypothesis import strategies as st
from schemathesis.graphql import nodes

_DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=2).map(str) | st.text(max_size=8)
_VALUES = st.integers().map(nodes.Int) | st.text(max_size=5).map(nodes.String)
_OBJECTS = st.dictionaries(st.text("abc", min_size=1, max_size=3), _VALUES, max_size=3)


def _object(values):
    return nodes.Object([ObjectFieldNode(name=NameNode(value=name), value=value) for name, value in values.items()])


schemathesis.graphql.scalar("Decimal", _DECIMALS.map(nodes.String))
schemathesis.graphql.scalar("JSON", _OBJECTS.map(_object))
