./c44w_returned_text.mini:9:12: name does not escape
./c44w_returned_text.mini:11:34: "good evening, " + name + "; it is late" does not escape
./c44w_returned_text.mini:13:22: "good day, " + name does not escape
./c44w_returned_text.mini:22:26: ... argument does not escape
./c44w_returned_text.mini:22:31: work(3) does not escape
./c44w_returned_text.mini:22:40: work(12) does not escape
