./loop_variable.mini:6:6: moved to heap: i
