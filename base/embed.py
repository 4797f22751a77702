"""embed.py OUTPUT FILE...: C source with the files' bytes: rows X("name without extension", bytes, length)."""
import pathlib
import sys

output, *files = sys.argv[1:]
rows, arrays = [], []
for number, name in enumerate(files):
    path = pathlib.Path(name)
    data = path.read_bytes()
    text = ",".join(map(str, data + b"\0"))
    arrays.append(f"static const unsigned char embedded_{number}[] = {{{text}}};")
    rows.append(f'{{"{path.stem}", (const char *)embedded_{number}, {len(data)}}}')
pathlib.Path(output).write_text(
    "#include <stddef.h>\n" + "\n".join(arrays) + "\nstatic const struct { const char *name; const char *text; size_t len; } embedded[] = {"
    + ",\n".join(rows) + "};\n")
