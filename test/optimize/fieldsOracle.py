"""The fields of SciPy's results, by function and method: python3 fieldsOracle.py > ../fixtures/optimize/fields.json"""
import sys
import numpy as np, json, warnings
warnings.simplefilter('ignore')
from scipy import optimize as o, integrate as g
def rosen(x): return float(100*(x[1]-x[0]**2)**2+(1-x[0])**2)
def jac(x): return np.array([-400*x[0]*(x[1]-x[0]**2)-2*(1-x[0]),200*(x[1]-x[0]**2)])
def hess(x): return np.array([[1200*x[0]**2-400*x[1]+2,-400*x[0]],[-400*x[0],200.]])
out={}
for m in ['Nelder-Mead','Powell','CG','BFGS','Newton-CG','L-BFGS-B','TNC','COBYLA','SLSQP','trust-constr','dogleg','trust-ncg','trust-exact','trust-krylov']:
    kw={}
    if m in('Newton-CG','dogleg','trust-ncg','trust-exact','trust-krylov'): kw=dict(jac=jac,hess=hess)
    out['minimize '+m]=sorted(o.minimize(rosen,[0.5,0.5],method=m,**kw).keys())
for m in ['brent','bounded','golden']: out['minimizeScalar '+m]=sorted(o.minimize_scalar(lambda x:(x-1)**2,method=m,bounds=(0,3) if m=='bounded' else None).keys())
for m in ['hybr','lm','broyden1','broyden2','anderson','linearmixing','diagbroyden','excitingmixing','krylov','df-sane']: out['root '+m]=sorted(o.root(lambda x:x-1.0*np.array([1,2])+0.1*x**2,[0.,0.],method=m).keys())
r=o.root_scalar(lambda x:x**2-2,bracket=[0,2],method='brentq'); out['rootScalar']=sorted(k for k in vars(r) if not k.startswith('_')) if not hasattr(r,'keys') else sorted(r.keys())
for m in ['trf','dogbox','lm']: out['leastSquares '+m]=sorted(o.least_squares(lambda x:[10*(x[1]-x[0]**2),1-x[0]],[0,0],method=m).keys())
for m in ['trf','bvls']: out['lsqLinear '+m]=sorted(o.lsq_linear(np.eye(2),[1,2],bounds=(0,3),method=m).keys())
out['linprog']=sorted(o.linprog([1,1],A_ub=[[-1,-1]],b_ub=[-1]).keys())
out['milp']=sorted(o.milp([1,1],bounds=o.Bounds(0,3)).keys())
B=[(-2,2)]*2
out['differentialEvolution']=sorted(o.differential_evolution(rosen,B,seed=1).keys())
out['dualAnnealing']=sorted(o.dual_annealing(rosen,B,seed=1,maxiter=20).keys())
out['basinhopping']=sorted(o.basinhopping(rosen,[0,0],niter=2,seed=1).keys())
out['shgo']=sorted(o.shgo(rosen,B).keys())
out['direct']=sorted(o.direct(rosen,B).keys())
for m in ['RK23','RK45','DOP853','Radau','BDF','LSODA']: out['solveIvp '+m]=sorted(g.solve_ivp(lambda t,y:-y,[0,1],[1.],method=m).keys())
out['solveBvp']=sorted(g.solve_bvp(lambda x,y:np.vstack((y[1],-y[0])),lambda a,b:np.array([a[0],b[0]-1]),np.linspace(0,1,5),np.zeros((2,5))).keys())
json.dump(out, sys.stdout, separators=(',', ':'))
