rollcall.block(1, "{{{name}}} --> ]]>		ci\n");
