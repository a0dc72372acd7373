rollcall.block(0, "\u003cscript>alert(\"1\")\u003c/script> & 'Ada'	ada	ada	Engineer	ada\n		No Name/3				\nسمير ‮العربي	=1+1	سمير		العربي\n");
