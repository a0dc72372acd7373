#ifndef ROLLCALL_CCOMMIT_H
#define ROLLCALL_CCOMMIT_H

/// The commit that the program was built from, or an empty text.
const char *rollcall_commit(void);

#endif
