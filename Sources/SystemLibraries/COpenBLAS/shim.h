#pragma once
#include <cblas.h>

// LAPACK is inside libopenblas; these are its Fortran entry points (the C header is another package).
void dsyevr_(const char *jobz, const char *range, const char *uplo, const int *n, double *a, const int *lda,
             const double *vl, const double *vu, const int *il, const int *iu, const double *abstol, int *m,
             double *w, double *z, const int *ldz, int *isuppz, double *work, const int *lwork, int *iwork,
             const int *liwork, int *info);

// Exported by the library, missing from cblas.h of some versions.
char *openblas_get_corename(void);
char *openblas_get_config(void);
