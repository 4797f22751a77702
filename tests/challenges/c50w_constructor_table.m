./c50w_constructor_table.mini:19:13: leaking param: name
./c50w_constructor_table.mini:19:42: &dog{...} does not escape
./c50w_constructor_table.mini:22:13: leaking param: name
./c50w_constructor_table.mini:22:42: &cat{...} does not escape
./c50w_constructor_table.mini:30:43: map[string]func(string) animal{...} escapes to heap
./c50w_constructor_table.mini:14:7: d does not escape
./c50w_constructor_table.mini:14:46: d.name + " barks" does not escape
./c50w_constructor_table.mini:15:7: c does not escape
./c50w_constructor_table.mini:15:46: c.name + " mews" does not escape
./c50w_constructor_table.mini:16:7: h does not escape
./c50w_constructor_table.mini:16:50: ... argument does not escape
./c50w_constructor_table.mini:16:52: h.size does not escape
./c50w_constructor_table.mini:16:59: " animals" escapes to heap
./c50w_constructor_table.mini:25:7: k does not escape
./c50w_constructor_table.mini:25:23: name does not escape
./c50w_constructor_table.mini:27:9: &dog{...} does not escape
./c50w_constructor_table.mini:27:19: name + "!" does not escape
./c50w_constructor_table.mini:33:14: leaking param content: names
./c50w_constructor_table.mini:48:8: name does not escape
./c50w_constructor_table.mini:45:7: &kennel{} does not escape
./c50w_constructor_table.mini:46:33: []func(string) animal{...} does not escape
./c50w_constructor_table.mini:47:4: k.take does not escape
./c50w_constructor_table.mini:48:3: func literal does not escape
./c50w_constructor_table.mini:48:37: &herd{...} does not escape
./c50w_constructor_table.mini:60:13: ... argument does not escape
./c50w_constructor_table.mini:60:21: lengths([]string{...}) does not escape
./c50w_constructor_table.mini:60:30: []string{...} does not escape
./c50w_constructor_table.mini:60:58: work(7) does not escape
./c50w_constructor_table.mini:60:66: len(.autotmp_1.sound()) does not escape
