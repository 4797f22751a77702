./c09w_fprintf_loop.mini:18:14: ... argument does not escape
./c09w_fprintf_loop.mini:18:31: i * 1000 does not escape
./c09w_fprintf_loop.mini:18:38: p does not escape
./c09w_fprintf_loop.mini:20:13: ... argument does not escape
./c09w_fprintf_loop.mini:20:23: (*strings.Builder).String(sb) does not escape
