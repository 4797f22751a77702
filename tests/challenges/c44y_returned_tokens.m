./c44y_returned_tokens.mini:14:10: leaking param: s
./c44y_returned_tokens.mini:17:16: append does not escape
./c44y_returned_tokens.mini:31:26: ... argument does not escape
./c44y_returned_tokens.mini:31:31: work(5) does not escape
./c44y_returned_tokens.mini:31:40: work(8) does not escape
