"""Opens each file named with the reader of its kind, and prints what it found, one JSON object a line."""

import json
import sys

import icalendar
import networkx
import pandas


def describe(path):
    if path.endswith(".graphml"):
        graph = networkx.read_graphml(path)
        return {"nodes": graph.number_of_nodes(), "edges": graph.number_of_edges(), "graph": graph.graph,
                "node": next(iter(graph.nodes(data=True)))}
    if path.endswith(".gexf"):
        graph = networkx.read_gexf(path)
        return {"nodes": graph.number_of_nodes(), "edges": graph.number_of_edges(), "node": next(iter(graph.nodes(data=True)))}
    if path.endswith(".csv"):
        table = pandas.read_csv(path)
        return {"rows": len(table), "columns": list(table.columns)}
    with open(path, "rb") as file:
        calendar = icalendar.Calendar.from_ical(file.read())
    return {"events": [
        {"summary": str(event["summary"]), "start": event["dtstart"].dt.isoformat(), "end": event["dtend"].dt.isoformat(),
         "text": str(event["description"])}
        for event in calendar.walk("vevent")]}


for path in sys.argv[1:]:
    print(json.dumps(describe(path)))
