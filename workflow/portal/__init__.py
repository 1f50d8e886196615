"""The reviewers' site. Views parse, act and show; rules and rows live further down."""
