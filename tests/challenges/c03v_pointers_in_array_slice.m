./c03v_pointers_in_array_slice.mini:14:19: work ignoring self-assignment in view[0], view[2] = view[2], view[0]
./c03v_pointers_in_array_slice.mini:14:19: work ignoring self-assignment in view[0], view[2] = view[2], view[0]
./c03v_pointers_in_array_slice.mini:20:26: ... argument does not escape
./c03v_pointers_in_array_slice.mini:20:31: work(2) does not escape
./c03v_pointers_in_array_slice.mini:20:40: work(6) does not escape
