#include "CCommit.h"

const char *rollcall_commit(void) { return ROLLCALL_COMMIT; }
