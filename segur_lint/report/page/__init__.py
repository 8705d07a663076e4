"""The parts of the HTML report: from a run to HTML. `report.html` puts them together."""
