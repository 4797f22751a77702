./c09v_printf_struct.mini:13:18: ... argument does not escape
./c09v_printf_struct.mini:13:32: p does not escape
./c09v_printf_struct.mini:13:36: n + 300 does not escape
./c09v_printf_struct.mini:17:26: ... argument does not escape
./c09v_printf_struct.mini:17:31: work(1) does not escape
./c09v_printf_struct.mini:17:40: work(12345) does not escape
