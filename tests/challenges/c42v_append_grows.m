./c42v_append_grows.mini:12:14: append does not escape
./c42v_append_grows.mini:22:26: ... argument does not escape
./c42v_append_grows.mini:22:31: work(3) does not escape
./c42v_append_grows.mini:22:40: work(8) does not escape
