"""Makes a program smaller while a property holds: deletes statements, from halves of a block down to single ones, and
functions that nothing calls any more. What no longer compiles does not have the property, so nothing is checked here."""


def blocks_of(block):
    """The block and all those inside it, outermost first."""
    yield block
    for item in block:
        if not isinstance(item, str):
            yield from blocks_of(item[1])


def shrink_list(items, holds):
    """Deletes runs of items, in place."""
    changed = False
    size = max(len(items) // 2, 1)
    while size >= 1:
        at = 0
        while at < len(items):
            removed = items[at:at + size]
            del items[at:at + size]
            if holds():
                changed = True
            else:
                items[at:at] = removed
                at += size
        size //= 2
    return changed


def unwrap(block, holds):
    """Replaces a block statement by what is in it."""
    changed = False
    at = 0
    while at < len(block):
        item = block[at]
        if not isinstance(item, str):
            block[at:at + 1] = item[1]
            if holds():
                changed = True
                continue
            block[at:at + len(item[1])] = [item]
        at += 1
    return changed


def shrink(program, property_holds):
    def holds():
        return property_holds(program)

    changed = True
    while changed:
        changed = shrink_list(program.main, holds)
        changed |= shrink_list(program.functions, holds)
        for body in [program.main] + [f.body for f in program.functions]:
            for block in list(blocks_of(body)):
                changed |= shrink_list(block, holds)
            for block in list(blocks_of(body)):
                changed |= unwrap(block, holds)
