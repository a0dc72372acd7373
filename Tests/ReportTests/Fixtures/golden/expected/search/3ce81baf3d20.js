rollcall.block(3, "		../w2\nDesign \u003cimg src=x onerror=alert(1)>		design\n");
