./c51v_errors_as.mini:14:7: e does not escape
./c51v_errors_as.mini:14:58: "not found: " + e.key escapes to heap
./c51v_errors_as.mini:15:54: ... argument does not escape
./c51v_errors_as.mini:15:55: "more than " escapes to heap
./c51v_errors_as.mini:15:70: e.limit does not escape
./c51v_errors_as.mini:20:11: leaking param: key
./c51v_errors_as.mini:22:21: tooLarge{...} does not escape
./c51v_errors_as.mini:25:13: &notFound{...} does not escape
./c51v_errors_as.mini:31:11: leaking param: key
./c51v_errors_as.mini:45:12: leaking param: key
./c51v_errors_as.mini:49:9: &notFound{...} does not escape
./c51v_errors_as.mini:53:12: leaking param content: keys
./c51v_errors_as.mini:65:26: ... argument does not escape
./c51v_errors_as.mini:65:31: work("x", 3) does not escape
./c51v_errors_as.mini:65:45: work("abc", 4) does not escape
./c51v_errors_as.mini:65:61: work("x", 10) does not escape
./c51v_errors_as.mini:65:77: count([]string{...}) does not escape
./c51v_errors_as.mini:65:86: []string{...} does not escape
