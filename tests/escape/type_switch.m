./type_switch.mini:6:8: leaking param: v to result ~r0 level=0
