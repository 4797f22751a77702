./c50v_factory.mini:15:7: s does not escape
./c50v_factory.mini:19:44: &square{...} does not escape
./c50v_factory.mini:22:7: r does not escape
./c50v_factory.mini:22:49: rect{...} does not escape
./c50v_factory.mini:25:13: leaking param: f
./c50v_factory.mini:28:11: leaking param: f
./c50v_factory.mini:36:26: ... argument does not escape
./c50v_factory.mini:36:31: work(squares{}, 5) does not escape
./c50v_factory.mini:36:39: squares{} escapes to heap
./c50v_factory.mini:36:51: work(&rects{...}, 6) does not escape
./c50v_factory.mini:36:52: &rects{...} does not escape
