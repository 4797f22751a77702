./c09_println_boxing.mini:16:13: ... argument does not escape
./c09_println_boxing.mini:16:14: "big" escapes to heap
./c09_println_boxing.mini:16:21: big does not escape
./c09_println_boxing.mini:20:26: ... argument does not escape
./c09_println_boxing.mini:20:35: work(3) + work(4) does not escape
