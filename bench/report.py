"""What was found, beside the goals."""


class Report:
    """A table in Markdown, a row at a time as it is found."""

    def __init__(self):
        self.missed = False
        print("| what | measured | goal | |\n|---|---|---|---|")

    def row(self, what, measured, goal="", met=True):
        self.missed |= not met
        verdict = "" if not goal else "met" if met else "**missed**"
        print(f"| {what} | {measured} | {goal} | {verdict} |", flush=True)
