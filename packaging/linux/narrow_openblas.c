/* OpenCV's OpenBLAS counts in 32 bits, NumPy's in 64, and each is some 30 MB. This library has the
 * name of OpenCV's and the functions that OpenCV calls; each widens its numbers and calls NumPy's.
 * tools/slimming.py compiles it into the frozen folder and stops when OpenCV asks for one more.
 *
 * Source: LAPACK 3, Users' Guide, Fortran 77 interface: numbers go by address, the length of each
 * text follows at the end; BLAS Technical Forum, C interface of gemm: numbers go by value.
 */
#include <stdint.h>
#include <stdlib.h>

typedef int32_t narrow;
typedef int64_t wide;

/* Room for the numbers that a function of 64 bits writes; a sick computer ends here. */
static wide *room(wide count) {
    wide *place = malloc(sizeof(wide) * (size_t)(count > 0 ? count : 1));
    if (!place) abort();
    return place;
}

static wide least(wide a, wide b) { return a < b ? a : b; }

/* The order of exchanged rows goes back to the caller; nothing was written where an argument was wrong. */
static void hand_back(wide *rows, narrow *to, wide count, wide said) {
    for (wide i = 0; said >= 0 && i < count; i++) to[i] = (narrow)rows[i];
    free(rows);
}

#define GEMM(kind, number)                                                                          \
    void scipy_cblas_##kind##gemm64_(int, int, int, wide, wide, wide, number, const void *, wide,   \
                                     const void *, wide, number, void *, wide);                     \
    void cblas_##kind##gemm(int order, int turn_a, int turn_b, narrow m, narrow n, narrow k,        \
                            number alpha, const void *a, narrow lda, const void *b, narrow ldb,     \
                            number beta, void *c, narrow ldc) {                                     \
        scipy_cblas_##kind##gemm64_(order, turn_a, turn_b, m, n, k, alpha, a, lda, b, ldb, beta, c, \
                                    ldc);                                                           \
    }
GEMM(s, float)
GEMM(d, double)
GEMM(c, const void *)
GEMM(z, const void *)

#define LAPACK(kind, real)                                                                          \
    void scipy_##kind##gesv_64_(wide *, wide *, real *, wide *, wide *, real *, wide *, wide *);    \
    void kind##gesv_(narrow *n, narrow *nrhs, real *a, narrow *lda, narrow *ipiv, real *b,          \
                     narrow *ldb, narrow *info) {                                                   \
        wide n_ = *n, nrhs_ = *nrhs, lda_ = *lda, ldb_ = *ldb, said = 0, *rows = room(n_);          \
        scipy_##kind##gesv_64_(&n_, &nrhs_, a, &lda_, rows, b, &ldb_, &said);                       \
        hand_back(rows, ipiv, n_, said);                                                            \
        *info = (narrow)said;                                                                       \
    }                                                                                               \
    void scipy_##kind##getrf_64_(wide *, wide *, real *, wide *, wide *, wide *);                   \
    void kind##getrf_(narrow *m, narrow *n, real *a, narrow *lda, narrow *ipiv, narrow *info) {     \
        wide m_ = *m, n_ = *n, lda_ = *lda, said = 0, *rows = room(least(m_, n_));                  \
        scipy_##kind##getrf_64_(&m_, &n_, a, &lda_, rows, &said);                                   \
        hand_back(rows, ipiv, least(m_, n_), said);                                                 \
        *info = (narrow)said;                                                                       \
    }                                                                                               \
    void scipy_##kind##potrf_64_(char *, wide *, real *, wide *, wide *, size_t);                   \
    void kind##potrf_(char *uplo, narrow *n, real *a, narrow *lda, narrow *info) {                  \
        wide n_ = *n, lda_ = *lda, said = 0;                                                        \
        scipy_##kind##potrf_64_(uplo, &n_, a, &lda_, &said, 1);                                     \
        *info = (narrow)said;                                                                       \
    }                                                                                               \
    void scipy_##kind##posv_64_(char *, wide *, wide *, real *, wide *, real *, wide *, wide *,     \
                                size_t);                                                            \
    void kind##posv_(char *uplo, narrow *n, narrow *nrhs, real *a, narrow *lda, real *b,            \
                     narrow *ldb, narrow *info) {                                                   \
        wide n_ = *n, nrhs_ = *nrhs, lda_ = *lda, ldb_ = *ldb, said = 0;                            \
        scipy_##kind##posv_64_(uplo, &n_, &nrhs_, a, &lda_, b, &ldb_, &said, 1);                    \
        *info = (narrow)said;                                                                       \
    }                                                                                               \
    void scipy_##kind##gels_64_(char *, wide *, wide *, wide *, real *, wide *, real *, wide *,     \
                                real *, wide *, wide *, size_t);                                    \
    void kind##gels_(char *turn, narrow *m, narrow *n, narrow *nrhs, real *a, narrow *lda, real *b, \
                     narrow *ldb, real *work, narrow *lwork, narrow *info) {                        \
        wide m_ = *m, n_ = *n, nrhs_ = *nrhs, lda_ = *lda, ldb_ = *ldb, lwork_ = *lwork, said = 0;  \
        scipy_##kind##gels_64_(turn, &m_, &n_, &nrhs_, a, &lda_, b, &ldb_, work, &lwork_, &said,    \
                               1);                                                                  \
        *info = (narrow)said;                                                                       \
    }                                                                                               \
    void scipy_##kind##geqrf_64_(wide *, wide *, real *, wide *, real *, real *, wide *, wide *);   \
    void kind##geqrf_(narrow *m, narrow *n, real *a, narrow *lda, real *tau, real *work,            \
                      narrow *lwork, narrow *info) {                                                \
        wide m_ = *m, n_ = *n, lda_ = *lda, lwork_ = *lwork, said = 0;                              \
        scipy_##kind##geqrf_64_(&m_, &n_, a, &lda_, tau, work, &lwork_, &said);                     \
        *info = (narrow)said;                                                                       \
    }                                                                                               \
    void scipy_##kind##gesdd_64_(char *, wide *, wide *, real *, wide *, real *, real *, wide *,    \
                                 real *, wide *, real *, wide *, wide *, wide *, size_t);           \
    void kind##gesdd_(char *wanted, narrow *m, narrow *n, real *a, narrow *lda, real *s, real *u,   \
                      narrow *ldu, real *vt, narrow *ldvt, real *work, narrow *lwork,               \
                      narrow *scratch, narrow *info) {                                              \
        wide m_ = *m, n_ = *n, lda_ = *lda, ldu_ = *ldu, ldvt_ = *ldvt, lwork_ = *lwork, said = 0;  \
        wide *counts = room(8 * least(m_, n_)); /* instead of the narrower scratch */               \
        (void)scratch;                                                                              \
        scipy_##kind##gesdd_64_(wanted, &m_, &n_, a, &lda_, s, u, &ldu_, vt, &ldvt_, work, &lwork_, \
                                counts, &said, 1);                                                  \
        free(counts);                                                                               \
        *info = (narrow)said;                                                                       \
    }
LAPACK(s, float)
LAPACK(d, double)

void scipy_dgeev_64_(char *, char *, wide *, double *, wide *, double *, double *, double *, wide *,
                     double *, wide *, double *, wide *, wide *, size_t, size_t);
void dgeev_(char *left, char *right, narrow *n, double *a, narrow *lda, double *wr, double *wi,
            double *vl, narrow *ldvl, double *vr, narrow *ldvr, double *work, narrow *lwork,
            narrow *info) {
    wide n_ = *n, lda_ = *lda, ldvl_ = *ldvl, ldvr_ = *ldvr, lwork_ = *lwork, said = 0;
    scipy_dgeev_64_(left, right, &n_, a, &lda_, wr, wi, vl, &ldvl_, vr, &ldvr_, work, &lwork_,
                    &said, 1, 1);
    *info = (narrow)said;
}
