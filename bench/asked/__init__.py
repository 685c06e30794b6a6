"""How much of what sixty requests ask for the language can say."""
