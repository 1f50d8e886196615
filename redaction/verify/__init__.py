"""The gate: a file may leave when it equals what was released, and only then.

``check`` puts it together. ``document`` and ``syntax`` read bytes as objects, ``written``
demands the one way of writing them, ``structure`` the closed list of what they may be;
``content``, ``tags``, ``words`` and ``layout`` compare the pages with the released text;
``font``, ``subset`` and ``metadata`` make everything else again and compare it; ``foreign``
has two other programs read the pages; ``files`` compares the three files of a release; and
``needles``, ``search`` and ``haystacks`` still look everywhere for the withheld words.

Nothing here has seen the sanitizer or the renderer, so neither can teach it its mistakes.
"""
