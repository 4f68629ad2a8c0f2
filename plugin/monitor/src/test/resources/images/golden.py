# Makes the images of this folder and, by scipy 1.17.1, scikit-image 0.26.0 and Pillow 13.0.0, the figures of golden.json: python golden.py FOLDER
import numpy as np, io, json, sys
from PIL import Image
from scipy import ndimage
from skimage import color, measure
R=sys.argv[1]
rng=np.random.default_rng(20261130)
def picture(w,h):
    y,x=np.mgrid[0:h,0:w]
    r=40+150*x/w+30*np.sin(y/5); g=200-120*y/h+20*np.cos(x/3); b=90+60*np.sin((x+y)/9)
    a=np.stack([r,g,b],-1)+rng.normal(0,6,(h,w,3))
    a[:6,:9]=0; a[-5:,-7:]=255
    return np.clip(np.rint(a),0,255).astype(np.uint8)
def figures(im):
    a=np.asarray(im.convert('RGB')).astype(float); r,g,b=a[...,0],a[...,1],a[...,2]
    l=.299*r+.587*g+.114*b
    lap=ndimage.laplace(l)[1:-1,1:-1]
    k=np.array([[1,-2,1],[-2,4,-2],[1,-2,1]],float)
    n=ndimage.convolve(l,k)[1:-1,1:-1]
    H,W=l.shape
    dx=np.abs(np.diff(l,axis=1)); dy=np.abs(np.diff(l,axis=0))
    bx=(np.arange(1,W)%8==0); by=(np.arange(1,H)%8==0)
    border=np.concatenate([dx[:,bx].ravel(),dy[by].ravel()]); other=np.concatenate([dx[:,~bx].ravel(),dy[~by].ravel()])
    li=np.floor(l.astype(np.float32)+.5).astype(int)
    t=np.zeros((8,8)); 
    cy=np.arange(H)*8//H; cx=np.arange(W)*8//W
    for i in range(8):
        for j in range(8): t[i,j]=l[np.ix_(cy==i,cx==j)].mean()
    t-=l.mean(); t/=np.sqrt((t**2).mean())
    D=max(1,W//16); s=[np.abs(c[:,D:]-c[:,:-D]).sum() for c in (r,g,b)]
    return dict(red_cast_db=20*np.log10(s[0]/s[1]),blue_cast_db=20*np.log10(s[2]/s[1]),brightness=l.mean()/255,contrast=l.std()/255,saturation=color.rgb2hsv(a/255)[...,1].mean(),
      red_green=(r-g).mean()/255,yellow_blue=((r+g)/2-b).mean()/255,dark_share=float((li<=2).mean()),bright_share=float((li>=253).mean()),
      entropy_bits=measure.shannon_entropy(li,base=2),sharpness_db=10*np.log10(lap.var()+.01),
      noise=float(np.sqrt(np.pi/2)*np.abs(n).sum()/(6*(W-2)*(H-2))),blockiness=border.mean()/other.mean(),
      thumbnail=[round(float(v),5) for v in t.ravel()])
out={}
def put(name,im,**kw):
    im.save(f'{R}/{name}',**kw); f=figures(Image.open(f'{R}/{name}')); f['width'],f['height']=im.size; out[name]=f
p=Image.fromarray(picture(61,47))
put('rgb.png',p); put('alpha.png',p.convert('RGBA')); put('grey.png',p.convert('L')); put('palette.png',p.quantize(32))
put('q90.jpg',p,quality=90,subsampling=0); put('q40.jpg',p,quality=40); put('progressive.jpg',p,quality=75,progressive=True); put('grey.jpg',p.convert('L'),quality=75)
put('exif.jpg',p,quality=60,exif=b'Exif\0\0MM\0*\0\0\0\x08\0\0',icc_profile=None)
json.dump(out,open(f'{R}/golden.json','w'),indent=1,sort_keys=True)
p.convert('CMYK').save(f'{R}/cmyk.jpg',quality=50)
p.save(f'{R}/other.webp',quality=30); p.convert('P').save(f'{R}/other.gif')
