./c54v_recursion.mini:14:13: leaking param: t
./c54v_recursion.mini:16:10: &Tree{...} does not escape
./c54v_recursion.mini:26:36: &Tree{...} does not escape
./c54v_recursion.mini:29:7: t does not escape
./c54v_recursion.mini:47:9: &Tree{...} does not escape
./c54v_recursion.mini:50:7: t does not escape
./c54v_recursion.mini:63:15: leaking param: l
./c54v_recursion.mini:65:10: &List{...} does not escape
./c54v_recursion.mini:72:15: l does not escape
./c54v_recursion.mini:72:18: leaking param: done
./c54v_recursion.mini:76:26: &List{...} does not escape
./c54v_recursion.mini:86:13: ... argument does not escape
./c54v_recursion.mini:86:19: (*Tree).sum(t) does not escape
./c54v_recursion.mini:86:31: (*Tree).sum(root) does not escape
./c54v_recursion.mini:86:47: (*Tree).sum(build(4)) does not escape
./c54v_recursion.mini:92:14: ... argument does not escape
./c54v_recursion.mini:92:16: r.v does not escape
