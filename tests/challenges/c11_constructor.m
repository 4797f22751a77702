./c11_constructor.mini:21:7: &Parser{...} does not escape
./c11_constructor.mini:47:8: work ignoring self-assignment in p.col += p.pos
./c11_constructor.mini:51:26: ... argument does not escape
./c11_constructor.mini:51:31: work(3, 4) does not escape
./c11_constructor.mini:51:43: work(5, 6) does not escape
