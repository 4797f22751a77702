./c56v_method_expressions.mini:10:7: v does not escape
./c56v_method_expressions.mini:10:20: w does not escape
./c56v_method_expressions.mini:10:42: &Vec{...} does not escape
./c56v_method_expressions.mini:11:42: &Vec{...} does not escape
./c56v_method_expressions.mini:15:7: &Vec{...} does not escape
./c56v_method_expressions.mini:21:26: ... argument does not escape
./c56v_method_expressions.mini:21:31: path(3) does not escape
./c56v_method_expressions.mini:21:40: path(5) does not escape
